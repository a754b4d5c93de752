#!/usr/bin/env python3
"""Writes the members that the pinned `peft` puts into adapter_config.json for LoRA. A test compares them with the program's list.

    pip install peft==0.21.2
    python3 scripts/develop/goldens/members/make-adapter-members.py
"""

import dataclasses
import json
import pathlib

from peft import LoraConfig

GOLDEN = pathlib.Path(__file__).parents[4] / "Tests/ConversionTests/WeightsGoldens/adapter-members.json"
GOLDEN.write_text(json.dumps(sorted(f.name for f in dataclasses.fields(LoraConfig)), indent=1) + "\n")
