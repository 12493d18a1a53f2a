# By the id that the service gave the mount.
terraform import hoody_mount.example mount_0123456789abcdef0123456789abcdef
