"""Readings written out, one file per format. Nothing is read or judged here."""
