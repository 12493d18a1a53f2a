package parts

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// AccessKeyID and SecretAccessKey are an access key, where nothing or the
// environment can take its place.
var (
	AccessKeyID = catalog.Field{
		Name: "access_key_id", Group: catalog.Authentication, Tells: catalog.User, Rotates: true,
		Doc: "Id of the access key. Leave it empty, together with `secret_access_key`, for anonymous access or " +
			"with `env_auth`.",
	}
	SecretAccessKey = catalog.Field{
		Name: "secret_access_key", Group: catalog.Authentication, Secret: true, Rotates: true,
		Doc: "Secret of the access key in `access_key_id`. Leave both empty for anonymous access or with " +
			"`env_auth`.",
	}
)

// KeyPairRules are of an access key, an id and its secret. They are said here, though
// the ways say them too, because half a pair is refused with the environment as well.
var KeyPairRules = []catalog.Rule{
	{If: "access_key_id", Needs: []string{"secret_access_key"}, Because: keyPairReason},
	{If: "secret_access_key", Needs: []string{"access_key_id"}, Because: keyPairReason},
}

const keyPairReason = "Set both, or neither for access that is anonymous or by the environment."
