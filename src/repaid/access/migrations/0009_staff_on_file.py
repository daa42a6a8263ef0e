"""What is on file of the staff that there is, and rights of groups where one right became several."""

from django.db import migrations

MADE_OF_ADMINISTER = ["access.users", "access.groups", "access.branches"]


def put_on_file(apps, schema_editor):
    users, employments = apps.get_model("access", "User"), apps.get_model("access", "Employment")
    for user in users.objects.filter(audience="staff").iterator():
        given, _space, family = user.name.partition(" ")
        employments.objects.create(
            user=user, username=user.login, given_names=(given if family else "")[:60], family_name=family or given,
            search_text=f"{user.login} {user.name} {user.email}".lower(),
        )


def divide_right(apps, schema_editor):
    for group in apps.get_model("access", "Group").objects.filter(rights__contains=["access.administer"]):
        group.rights = sorted({*group.rights, *MADE_OF_ADMINISTER})
        group.save(update_fields=["rights"])


class Migration(migrations.Migration):
    dependencies = [("access", "0008_staff")]
    operations = [
        migrations.RunPython(put_on_file, migrations.RunPython.noop),
        migrations.RunPython(divide_right, migrations.RunPython.noop),
    ]
