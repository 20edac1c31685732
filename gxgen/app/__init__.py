"""Floor 5, app: the use cases. The only code that knows readers, rules, transforms and writers."""
