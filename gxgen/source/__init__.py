"""Floor 1, source: text and files with places; the door to PyYAML and the schema validators."""
