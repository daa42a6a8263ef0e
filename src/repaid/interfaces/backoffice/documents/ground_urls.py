"""Addresses of categories and access levels of documents."""

from django.urls import path

from repaid.interfaces.backoffice.documents import defining

urlpatterns = [
    path("", defining.categories, name="document_categories"),
    path("/usual", defining.usual, name="document_usual"),
    path("/new", defining.category, name="document_category_new"),
    path("/levels/new", defining.level, name="document_level_new"),
    path("/levels/<slug:code>", defining.level, name="document_level"),
    path("/levels/<slug:code>/closing", defining.level_closing, name="document_level_closing"),
    path("/<slug:code>", defining.category, name="document_category"),
    path("/<slug:code>/closing", defining.category_closing, name="document_category_closing"),
    path("/<slug:code>/removal", defining.category_removal, name="document_category_removal"),
]
