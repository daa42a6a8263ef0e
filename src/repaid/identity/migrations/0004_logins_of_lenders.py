"""Further logins know their organisation and are one account's alone there; an attempt may be at several accounts."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE identity_furtherlogin SET organisation_id = access_user.organisation_id
FROM access_user WHERE access_user.id = identity_furtherlogin.user_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [("access", "0013_logins_of_lenders"), ("identity", "0003_refusals_stand_in_the_trail")]
    operations = [
        migrations.RemoveConstraint(model_name="furtherlogin", name="further_login_once"),
        migrations.AddField(
            model_name="furtherlogin",
            name="organisation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="furtherlogin",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherlogin",
            constraint=models.UniqueConstraint(
                fields=("digest", "audience", "organisation"), name="further_login_once_a_lender"
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherlogin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("audience", "staff")), fields=("digest",), name="further_login_of_staff_once"
            ),
        ),
        migrations.AddField(
            model_name="attempt", name="is_echo", field=models.BooleanField(default=False)
        ),
        migrations.AddIndex(
            model_name="attempt", index=models.Index(fields=["user", "-at"], name="attempts_of_account")
        ),
    ]
