"""Addresses of documents."""

from django.urls import path

from repaid.interfaces.backoffice.documents import changing, passing, views

urlpatterns = [
    path("", views.document_list, name="documents"),
    path("/new", changing.new, name="document_new"),
    path("/<int:number>", views.document, name="document"),
    path("/<int:number>/data", changing.data, name="document_data"),
    path("/<int:number>/versions", changing.versions, name="document_versions"),
    path("/<int:number>/file", views.file, name="document_file"),
    path("/<int:number>/versions/<int:version>/file", views.file, name="document_version_file"),
    path("/<int:number>/picture", views.picture, name="document_picture"),
    path("/<int:number>/steps", passing.passing, name="document_passing"),
    path("/<int:number>/steps/<int:key>", passing.answer, name="document_answer"),
    path("/<int:number>/sharing", changing.sharing, name="document_sharing"),
    path("/<int:number>/archive", changing.archive, name="document_archive"),
    path("/<int:number>/return", changing.bring_back, name="document_return"),
]
