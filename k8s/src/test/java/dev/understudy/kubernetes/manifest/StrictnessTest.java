package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.app.Failure;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a manifest which is wrong is noticed. */
class StrictnessTest {

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: a
      spec:
        replicas: 2
        template:
          spec:
            containers:
              - name: c
                readinessProbe:
                  httpGet:
                    port: http
      """;

  @Test
  void whatHasTheFieldsOfItsTypeIsRead() {
    Manifests manifests = Manifests.parse(DEPLOYMENT);
    assertThat(manifests.one(Deployment.class, "a").getSpec().getReplicas()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"replicas: 2", "readinessProbe:", "port: http", "name: a"})
  void aFieldThatIsMisspelledIsAnErrorAtAnyDepth(String field) {
    String wrong = DEPLOYMENT.replace(field, "x" + field);
    assertThatThrownBy(() -> Manifests.parse(wrong))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Unrecognized field \"x");
  }

  @Test
  void aValueOfAnotherTypeIsAnError() {
    String wrong = DEPLOYMENT.replace("replicas: 2", "replicas: two");
    assertThatThrownBy(() -> Manifests.parse(wrong)).isInstanceOf(Failure.class);
  }

  @Test
  void aFieldThatIsThereTwiceIsAnError() {
    String wrong = DEPLOYMENT.replace("replicas: 2", "replicas: 2\n  replicas: 3");
    assertThatThrownBy(() -> Manifests.parse(wrong)).hasMessageContaining("Duplicate");
  }

  @Test
  void anObjectThatNobodyExpectsIsAnError() {
    String wrong = DEPLOYMENT.replace("kind: Deployment", "kind: DaemonSet");
    assertThatThrownBy(() -> Manifests.parse(wrong)).hasMessageContaining("apps/v1 DaemonSet");
  }
}
