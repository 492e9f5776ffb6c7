"""The OpenAPI document, made from the tables of addresses and actions."""

from __future__ import annotations

import re
from typing import Any

from sayso.version import __version__
from sayso.web.actions import ACTIONS, Action
from sayso.web.addresses import ADDRESSES, Address
from sayso.web.page import Format

_ERROR = {
    "description": "One sentence that says what is wrong",
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        "text/html": {"schema": {"type": "string"}},
        "text/plain": {"schema": {"type": "string"}},
    },
}
_MEDIA: dict[Format, tuple[str, dict[str, Any]]] = {
    "html": ("text/html", {"type": "string"}),
    "json": ("application/json", {}),
    "csv": ("text/csv", {"type": "string"}),
}


def document(has_ledger: bool) -> dict[str, Any]:
    """OpenAPI 3.1 for everything that this server answers."""
    paths: dict[str, Any] = {}
    for address in ADDRESSES:
        if has_ledger or not address.ledger:
            for form in ("html", *address.forms):
                ending = "" if form == "html" else f".{form}"
                paths[address.path + ending] = {"get": _get(address, form)}
    for action in ACTIONS:
        if has_ledger or not action.ledger:
            paths.setdefault(action.path, {})["post"] = _post(action)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sayso",
            "version": __version__,
            "summary": "On whose say-so: claims of news reports, their chains and their origins",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": {
                "Problem": {
                    "type": "object",
                    "required": ["error", "status"],
                    "properties": {
                        "error": {"type": ["string", "null"]},
                        "status": {"type": "integer"},
                    },
                }
            }
        },
    }


def _get(address: Address, form: Format) -> dict[str, Any]:
    media, schema = _MEDIA[form]
    return {
        "summary": address.summary,
        "parameters": [
            {
                "name": each.name,
                "in": each.where,
                "required": each.where == "path",
                "description": each.description,
                "schema": dict(each.schema),
            }
            for each in address.parameters
        ],
        "responses": {
            "200": {"description": address.summary, "content": {media: {"schema": schema}}},
            **dict.fromkeys(("400", "401", "404", "421", "503"), _ERROR),
        },
    }


def _post(action: Action) -> dict[str, Any]:
    kind = "multipart/form-data" if action.multipart else "application/x-www-form-urlencoded"
    schema = {"type": "object", "properties": dict(action.fields)}
    if action.path.endswith(".json"):
        done = {"200": {"description": action.summary, "content": {"application/json": {}}}}
    else:
        done = {
            "200": {"description": action.summary, "content": {"text/html": {}}},
            "303": {"description": "It is done, and leads to its page"},
        }
    refused = ("400", "401", "403", "404", "413", "415", "421", "422", "503")
    return {
        "summary": action.summary,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            for name in re.findall(r"{(\w+)}", action.path)
        ],
        "requestBody": {"required": True, "content": {kind: {"schema": schema}}},
        "responses": {**done, **dict.fromkeys(refused, _ERROR)},
    }
