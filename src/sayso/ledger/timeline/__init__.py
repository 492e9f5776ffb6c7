"""Topics over time: what was claimed when and by whom, and the reference series beside it."""
