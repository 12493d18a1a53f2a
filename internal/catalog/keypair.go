package catalog

// keyPair are the rules of an access key, an id and its secret.
var keyPair = []Rule{
	{If: "access_key_id", Needs: []string{"secret_access_key"}, Because: keyPairReason},
	{If: "secret_access_key", Needs: []string{"access_key_id"}, Because: keyPairReason},
}

const keyPairReason = "An id and its secret come together; without both, access is anonymous or by the environment."
