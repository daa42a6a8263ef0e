"""Letters: A4 pages in the lender's name, in every language, many in one file. They leave by the print buffer."""
