"""ROOM 3: one Report becomes one Reading. No SQL, no files, no sockets, no clock."""
