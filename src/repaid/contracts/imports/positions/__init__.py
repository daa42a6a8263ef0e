"""Running contracts of another system, one a row: what they are owed on the day of the take-over, and how they go on.

Words: a *position* is what another system says of one contract on a day: agreed terms, what is outstanding and due,
when it goes on; a *note* is what is to be told of one cell; a row is *taken* as terms and one `Opened` event. A table
is CSV or XLSX, its columns recognised by their headers in four languages, or by a mapping that people chose once.
"""
