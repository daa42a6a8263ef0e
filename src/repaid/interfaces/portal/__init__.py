"""The customers' pages (the client zone): one folder a subject with its views, forms, urls and templates."""
