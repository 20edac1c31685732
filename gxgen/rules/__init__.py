"""Floor 4, rules: what a reviewer would ask of a report. Pure: no file, no clock."""
