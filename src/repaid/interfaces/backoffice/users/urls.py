"""Addresses of users."""

from django.urls import path

from repaid.interfaces.backoffice.users import views, wizard

urlpatterns = [
    path("", views.user_list, name="users"),
    path("/new", views.new_user, name="user_new"),
    path("/removal", views.removal, name="user_removal"),
    path("/wizard", wizard.bring, name="user_wizard"),
    path("/wizard/template", wizard.template, name="user_template"),
    path("/wizard/<int:file>", wizard.preview, name="user_file"),
    path("/<int:user>", views.user, name="user"),
    path("/<int:user>/password", views.password, name="user_password"),
    path("/<int:user>/block", views.block, name="user_block"),
    path("/<int:user>/photo", views.photo, name="user_photo"),
]
