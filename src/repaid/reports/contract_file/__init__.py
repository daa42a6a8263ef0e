"""Everything one contract is, as one document: to hand over, to keep, to compute again elsewhere.

Words: the *document* is plain data (docs/manual/contract-file.md); its *story* is what `repaid replay` reads; a *table*
is the same as rows, for a file of each. What the reader may not see is left out, and said to be.
"""
