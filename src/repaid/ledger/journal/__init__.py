"""The journal of some days as a file: CSV, XLSX, or XML in the layout that the administrator chose.

A *line* is a transfer, an *entry* the lines of one cause on one day in one currency; both are numbered from 1 within
the file. Amounts are written from exact minor units. An XML layout is data: a file in `layouts` that names elements and
the fields they hold (`layout.py`).
"""
