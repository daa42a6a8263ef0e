"""The contract of an application as a document: what is agreed, in the customer's language, as PDF.

Data goes in as text that is ready to be read; the layout (`agreement.typ`) reads none of it as markup.
"""
