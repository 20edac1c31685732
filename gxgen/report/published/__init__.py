"""A published report, as it was found: paragraphs and tables first, a report of ours afterwards."""
