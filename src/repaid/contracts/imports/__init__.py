"""Books taken over from files: each format is a folder of its own, with its code, tests and sample.

Words: a *table* is a CSV file, plain or gzipped, read row by row within limits; a *mapping* turns one of its rows into
a contract with the history of its payments; a *difference* is a figure of ours that is not the file's.
"""
