"""Documents: the one store for every file that people bring or the system makes.

Owns documents with their versions, the categories and access levels that an administrator keeps, and the files
themselves: checked before they are taken, kept outside the database by their content, encrypted. Knows `parties` and
what is below.

Words: a *document* is a named thing in a category; a *version* is one file of it, never changed; an *access level*
says which groups may see it at all; a document *about* a subject is seen within that subject's scope, one about nothing
by the whole organisation; a *shared* document is seen by the customer it is about, or by all customers.
"""
