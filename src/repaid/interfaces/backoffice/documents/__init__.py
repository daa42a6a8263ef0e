"""The document store on screen: the list, one document, categories and access levels."""
