"""Says in one line what the user of a script can mend: a package or a file that is missing, a full disk. Import it first."""

import os
import sys


def _say(kind, error, trace) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return  # Python then dies of SIGINT, so that a shell sees 130
    if issubclass(kind, BrokenPipeError):
        os._exit(0)  # the reader had enough
    if kind is ModuleNotFoundError:
        where = f"{sys.argv[0]}: needs the package {error.name}"
        print(f"{where}: python3 -m pip install -r scripts/use/requirements.txt", file=sys.stderr)
    elif issubclass(kind, OSError):
        print(f"{error.filename or sys.argv[0]}: {error.strerror or error}", file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _say
