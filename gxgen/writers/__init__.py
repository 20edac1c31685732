"""Floor 4, writers: what goes out. One module for each kind of file."""
