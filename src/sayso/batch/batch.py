"""A batch from the first look at its inputs to its manifest; begun anew, or gone on with."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sayso.batch import local, spark
from sayso.batch.local import Watch
from sayso.batch.manifest import NAME, manifest, parts_of
from sayso.batch.parts import WORK, read_json, sole, sweep, write_json
from sayso.batch.plan import Asked, Plan, changed, make_plan
from sayso.errors import BatchError, Unwritable


def run(
    folder: Path,
    asked: Asked,
    *,
    started: str,
    workers: int,
    watch: Watch,
    master: str | None = None,
) -> dict[str, Any]:
    """Do what is asked, into a folder that is new, empty, or holds the same batch. Returns the manifest.

    started: the time (ISO 8601) that readings carry, unless the batch was begun before. workers: processes of
    the local engine. master: the cluster of Spark.
    Raises Unwritable, BatchError, or an InputError about a table of events.
    """
    found = _finished(folder)
    if found is not None:
        if found["asked"] != asked.to_json():
            raise Unwritable(
                f"{folder}: it holds another batch, or one by another version of sayso"
            )
        return found
    if folder.exists() and not (folder / WORK).is_dir() and any(folder.iterdir()):
        raise Unwritable(f"{folder}: it is there already and holds no batch")
    try:
        (folder / WORK).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(f"{folder}: it cannot be written: {error.strerror}") from None
    with sole(folder / WORK):
        sweep(folder)
        plan = _plan(folder, asked, started, watch)
        if asked.engine == "spark":
            spark.run(folder.resolve(), master=master, watch=watch)
        else:
            local.run(folder, workers=workers, watch=watch)
        made = manifest(folder, plan, parts_of(folder / WORK / "done"))
        write_json(folder / NAME, made)
    shutil.rmtree(folder / WORK, ignore_errors=True)
    return made


def _finished(folder: Path) -> dict[str, Any] | None:
    if not (folder / NAME).is_file():
        return None
    made: dict[str, Any] = read_json(folder / NAME)
    return made


def _plan(folder: Path, asked: Asked, started: str, watch: Watch) -> Plan:
    """The plan that lies in the folder, if it is for the same, or a new one."""
    path = folder / WORK / "plan.json"
    if path.is_file():
        begun = read_json(path)
        if begun["asked"] != asked.to_json():
            raise Unwritable(
                f"{folder}: another batch was begun in it, or by another version of sayso"
            )
        plan = Plan.of(begun)
        if name := changed(plan):
            raise BatchError(f"{name}: it has changed since the batch was begun")
        return plan
    watch.begin("survey", 0, 0)
    plan = make_plan(asked, started=started, tell=lambda _, documents: watch.advance(documents))
    write_json(path, plan.to_json())
    return plan
