package parts

import "github.com/hoody/terraform-provider-hoody/internal/catalog"

// AccessKeyID and SecretAccessKey are an access key that may be left out, for
// anonymous access or because the environment has one.
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

// KeyPairRules are for an access key, which is an id and its secret. The ways say this
// too; the rules are needed because half a pair is refused even if credentials come
// from the environment.
var KeyPairRules = []catalog.Rule{
	{If: "access_key_id", Needs: []string{"secret_access_key"}, Because: keyPairReason},
	{If: "secret_access_key", Needs: []string{"access_key_id"}, Because: keyPairReason},
}

const keyPairReason = "Set both, or neither for access that is anonymous or by the environment."
