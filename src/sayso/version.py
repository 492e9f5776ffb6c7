"""The version of sayso: written here once, read by the build, the reader and the web client."""

__version__ = "0.1.0"
