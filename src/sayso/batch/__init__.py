"""ROOM between export and the faces: whole archives in, a folder of Parquet out.

    plan      which inputs there are, cut into shards of so many documents
    inputs    one shard becomes its documents
    schemas   the tables, as Arrow types
    stages    pure functions over Arrow batches: clean, take, flatten, compare, tell
    queries   SQL between the stages: duplicates, candidates, furniture, families
    parts     files that appear whole, and the marks by which a shard is known to be done
    local     worker processes and DuckDB
    manifest  what came of it, counted from the output itself

A document is one record of the input: a file, a line, a row, a record of a web archive. Its number
(`doc`) is its place among all of them. No engine decides anything: where a result could depend on the
order of work, a stage or a query settles it by `doc`.
"""
