"""The staff's pages: one folder a subject with its views, forms, urls and templates; the menu is data (`menu`)."""
