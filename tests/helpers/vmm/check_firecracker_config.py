#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_firecracker_config.py SCHEMA CONFIG: whether a Firecracker configuration file is what its published API allows.

The file given to --config-file holds the objects of the API under kebab-case names, and Firecracker refuses keys that it
does not know. The API is published as Swagger 2.0, whose definitions are JSON Schema (draft 4) but for their references.
Exits with 77 when the Python packages are missing."""

import json
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(missing)
    sys.exit(77)

OBJECTS = {
    "boot-source": "BootSource",
    "machine-config": "MachineConfiguration",
    "logger": "Logger",
    "metrics": "Metrics",
    "vsock": "Vsock",
    "entropy": "EntropyDevice",
    "balloon": "Balloon",
}
LISTS = {"drives": "Drive", "network-interfaces": "NetworkInterface"}


def closed(schema):
    """The same schema, refusing what it does not name."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if schema.get("type") == "object" and "properties" in schema:  # a property may be called so, too
            schema.setdefault("additionalProperties", False)
    elif isinstance(schema, list):
        schema = [closed(value) for value in schema]
    return schema


def whole_schema(api):
    properties = {name: {"$ref": f"#/definitions/{kind}"} for name, kind in OBJECTS.items() if kind in api["definitions"]}
    for name, kind in LISTS.items():
        properties[name] = {"type": "array", "items": {"$ref": f"#/definitions/{kind}"}}
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "required": ["boot-source", "drives"],
        "properties": properties,
        "additionalProperties": False,
        "definitions": closed(api["definitions"]),
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = whole_schema(yaml.safe_load(file))
    with open(sys.argv[2], encoding="utf-8") as file:
        config = json.load(file)
    jsonschema.Draft4Validator.check_schema(schema)
    errors = list(jsonschema.Draft4Validator(schema).iter_errors(config))
    for error in errors:
        print("/".join(map(str, error.absolute_path)) + ": " + error.message)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
