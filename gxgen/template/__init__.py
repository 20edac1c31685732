"""Floor 3, the Word template engine: compile a template once, render many documents.

Nothing is imported here, so that a light module (`archive`) does not cost the heavy ones
(docxtpl, Jinja2, lxml). Entry points: `engine.compile_template`, `engine.stamp_copy`,
`archive.is_untouched_output`, `tables.read_tables`.
"""
