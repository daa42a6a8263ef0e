"""Addresses of branches."""

from django.urls import path

from repaid.interfaces.backoffice.branches import views

urlpatterns = [
    path("", views.branch_list, name="branches"),
    path("/new", views.new_branch, name="branch_new"),
    path("/removal", views.removal, name="branch_removal"),
    path("/<int:branch>", views.branch, name="branch"),
    path("/<int:branch>/archive", views.archive, name="branch_archive"),
]
