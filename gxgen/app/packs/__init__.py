"""Template packs as their authors work on them: check, list, make, stamp, preview, compare."""
