"""Addresses of groups."""

from django.urls import path

from repaid.interfaces.backoffice.groups import views

urlpatterns = [
    path("", views.group_list, name="groups"),
    path("/new", views.new_group, name="group_new"),
    path("/removal", views.removal, name="group_removal"),
    path("/<slug:group>", views.group, name="group"),
]
