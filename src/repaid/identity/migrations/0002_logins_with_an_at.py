"""Logins with an @ are found by every one of their characters."""

from django.db import migrations

from repaid.access.authentication import login_digest


def find_by_every_character(apps, schema_editor):
    users = apps.get_model("access", "User")
    for user in users.objects.only("login", "login_digest").iterator():
        if "@" in user.login:
            users.objects.filter(pk=user.pk).update(login_digest=login_digest(user.login))


class Migration(migrations.Migration):

    dependencies = [("identity", "0001_initial")]
    operations = [migrations.RunPython(find_by_every_character, migrations.RunPython.noop)]
