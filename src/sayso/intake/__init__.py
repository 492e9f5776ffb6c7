"""ROOM 2, the doors: file, page, archive become Reports. Only here are files and sockets opened."""
