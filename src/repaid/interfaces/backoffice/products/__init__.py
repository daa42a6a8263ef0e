"""Products and their versions: what is offered, and the editor of a draft with its live example."""
