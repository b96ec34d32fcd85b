package ${package};

import dev.nines.test.telemetry.Call;
import dev.nines.test.telemetry.TelemetryContract;
import java.util.List;
#if($database == "true")
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
#end

class ${className}TelemetryTests extends TelemetryContract {
  private static final String ALL = "/${plural}";
  private static final String UNKNOWN = ALL + "/00000000-0000-0000-0000-000000000000";
  private static final String VALID = "{\"reference\": \"r-1\", \"amount\": 1}";

#if($database == "true")
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.register(registry);
  }

#end
  @Override
  protected List<Call> calls() {
    return List.of(Call.post(ALL, ALL, VALID), Call.get(UNKNOWN, ALL + "/{id}").answered(404));
  }
}
