"""What has to fit together: several resources of one program or stack."""
