"""Prints, as JSON, what the Serverless transform makes of a template: python transform-template.py template.yaml

Runs in the Python of the SAM CLI, which brings the translator and a reader of the short intrinsics.
"""
import json
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The functions have roles of their own, so no managed policy need be looked up in an account."""

    def load(self):
        return {}


with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file.read())
for resource in template["Resources"].values():
    # `sam deploy` writes the place of the uploaded bundle here.
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://bucket/bundle"
print(json.dumps(transform(template, {}, NoManagedPolicies()), indent=1))
