"""Floor 4, transforms: report → report. Pure: no file, no clock."""
