"""ROOM between export and the faces: whole archives in, a folder of Parquet out.

    plan, inputs                 which inputs there are, cut into shards; one shard becomes its documents
    schemas                      the tables, as Arrow types
    cleaning, taking, matching   the stages: functions from Arrow batches to Arrow batches
    queries                      SQL between the stages, for either engine
    local, work, workers, duck, shelf   worker processes and DuckDB; parts: files that appear whole
    spark                        the same on Apache Spark
    manifest, batch              what came of it; all of it, from beginning to end
    slices                       some of the output, on its way into a ledger

A document is one record of the input: a file, a line, a row, a record of a web archive. Its number
(`doc`) is its place among all of them. No engine decides anything: where a result could depend on the
order of work, a stage or a query settles it by `doc`.
"""
