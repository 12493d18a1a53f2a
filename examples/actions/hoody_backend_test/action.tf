terraform {
  required_providers {
    hoody = {
      source  = "hoody/hoody"
      version = "~> 0.1"
    }
  }
}

variable "secret_access_key" {
  type      = string
  ephemeral = true
}

resource "hoody_backend_s3" "media" {
  provider_type        = "AWS"
  region               = "us-east-1"
  endpoint             = "s3.us-east-1.amazonaws.com"
  access_key_id        = "AKIAIOSFODNN7EXAMPLE"
  secret_access_key_wo = var.secret_access_key

  lifecycle {
    # A backend that does not work fails the apply.
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.hoody_backend_test.answers]
    }
  }
}

# One action serves every backend that triggers it.
action "hoody_backend_test" "answers" {
  config {
    id = caller.id
  }
}
