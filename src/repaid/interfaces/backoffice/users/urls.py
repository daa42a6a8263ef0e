"""Addresses of users."""

from django.urls import path

from repaid.interfaces.backoffice.users import views

urlpatterns = [
    path("", views.user_list, name="users"),
    path("/new", views.new_user, name="user_new"),
]
