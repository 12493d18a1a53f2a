import {
  to = hoody_mount.example

  identity = {
    id = "mount_0123456789abcdef0123456789abcdef"
  }
}
