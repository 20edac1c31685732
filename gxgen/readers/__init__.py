"""Floor 4, readers: what comes from outside → a report. One module for each kind of file."""
