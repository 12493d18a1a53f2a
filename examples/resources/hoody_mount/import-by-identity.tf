import {
  to = hoody_mount.example

  identity = {
    path = "/hoody/mounts/media"
  }
}
