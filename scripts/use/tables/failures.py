"""Reports errors that the user can correct in one line: a missing package or file, a full disk. Import it before anything else."""

import os
import sys


def _say(kind, error, trace) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return  # Python then ends by SIGINT, so a shell sees the status 130
    if issubclass(kind, BrokenPipeError):
        os._exit(0)  # the reader of the pipe has closed it
    if kind is ModuleNotFoundError:
        where = f"{sys.argv[0]}: needs the package {error.name}"
        print(f"{where}: python3 -m pip install -r scripts/use/requirements.txt", file=sys.stderr)
    elif issubclass(kind, OSError):
        print(f"{error.filename or sys.argv[0]}: {error.strerror or error}", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _say
