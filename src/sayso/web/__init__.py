"""ROOM 5: the pages. Server-rendered, nothing loaded from elsewhere, nothing decided here.

A page is a function from a request to a `Page` of plain data; `present` draws it as HTML, JSON or
CSV. What is shown comes from the rooms below; no SQL, no reading rules and no file names may come in.
State lives in the address, apart from the few readings on the `desk` that nobody has filed yet.
"""
