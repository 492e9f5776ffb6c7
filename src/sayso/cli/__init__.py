"""ROOM 5: the command line. It and the pages alone print, exit and read the clock."""
